/** A source of unpredictable bytes, as `randomBytes` of `node:crypto` is one: this many, evenly distributed. */
export type RandomBytes = (length: number) => Uint8Array;
