export const invalidConfiguration = 'Invalid configuration';
export const invalidTransport = 'Invalid transport configuration';
