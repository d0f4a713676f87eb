export declare function policyOf(elsewhere?: readonly string[]): string;
export declare const contentSecurityPolicy: string;
export interface ConnectedPlaces {
  readonly hub: readonly string[];
  readonly endpoints: readonly string[];
}
export declare function connectedPlaces(more?: string, hubs?: string): ConnectedPlaces;
export declare function policyIn(html: string): string | null;
