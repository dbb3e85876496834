/** The cookies of one server. CometD's knows its clients by them, and balancers find the right server. */
export interface CookieJar {
  /** What to send; `undefined` while there are none. */
  header(): string | undefined;
  /** Keeps what came as Set-Cookie. */
  take(lines?: readonly string[]): void;
}

export const cookieJar = (): CookieJar => {
  const cookies = new Map<string, string>();
  return {
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') || undefined,
    take(lines = []) {
      for (const line of lines) {
        const [, name, value = ''] = /^\s*([^=;\s]+)\s*=\s*([^;]*)/.exec(line) ?? [];
        if (!name) continue;
        if (/;\s*max-age\s*=\s*(0|-)/i.test(line)) cookies.delete(name);
        else cookies.set(name, value.trim());
      }
    },
  };
};
