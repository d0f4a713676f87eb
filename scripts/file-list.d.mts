export declare const LIST_FILE: string;
export declare function pathsBelow(folder: string): Promise<readonly string[]>;
export declare function writeFileList(folder: string): Promise<void>;
export declare function carryIntegrity(folder: string): Promise<void>;
