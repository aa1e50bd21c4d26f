/** What importing one of the package's `.wasm` files gives where bundlers or servers compile it themselves. */
declare const module: WebAssembly.Module;
export default module;
