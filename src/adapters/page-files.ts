/** Asks for a file that comes with the page (models, samples) by its address. In the edition of one file `single/page-files` stands here. */
export const requestPageFile = (url: string | URL): Promise<Response> => fetch(url);
