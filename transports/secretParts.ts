/** What is secret in a header: of `Bearer abc` also `abc`, of `Digest a="…", b="…"` each part. */
export const secretParts = (header: string): readonly string[] => [...header.split(/[\s,]+/).slice(1), header];
