/** What everything that is shipped runs in, as it is; README.md says so. */
export const browsers = ['chrome100', 'edge100', 'firefox97', 'safari15.4', 'ios15.4'];
