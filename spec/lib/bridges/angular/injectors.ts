import {
  createEnvironmentInjector,
  EnvironmentInjector,
  type EnvironmentProviders,
  Injector,
  type Provider,
} from '@angular/core';

/** An injector that an application, a route or a test may have. */
export const injectorOf = (
  providers: readonly (Provider | EnvironmentProviders)[],
  parent: Injector = Injector.create({ providers: [] }),
): EnvironmentInjector => {
  if (!(parent instanceof EnvironmentInjector)) throw new TypeError('Angular has another kind of injector now.');
  return createEnvironmentInjector([...providers], parent);
};
