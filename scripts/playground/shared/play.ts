/** The switches of the playground: who answers, and the weather. */
const playNames = ['scripted', 'cut', 'offline', 'errors', 'slow'] as const;

export type PlayName = (typeof playNames)[number];

/** How the switches stand. They outlive a reload of the page. */
export type Play = Readonly<Record<PlayName, boolean>>;

export const fairWeather: Play = { scripted: true, cut: false, offline: false, errors: false, slow: false };

/** Reads switches out of JSON; what is not given stays as it was. */
export const parsePlay = (json: unknown, before: Play = fairWeather): Play => {
  const given = new Map(Object.entries(typeof json === 'object' && json !== null ? json : {}));
  const read = (name: PlayName): boolean => {
    const value: unknown = given.get(name);
    return typeof value === 'boolean' ? value : before[name];
  };
  return {
    scripted: read('scripted'),
    cut: read('cut'),
    offline: read('offline'),
    errors: read('errors'),
    slow: read('slow'),
  };
};
