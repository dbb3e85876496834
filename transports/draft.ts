/** Something that is still being written. */
export type Draft<Of> = { -readonly [Field in keyof Of]: Of[Field] };
