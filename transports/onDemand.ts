import { defer, type Observable, switchMap } from 'rxjs';
import { brought } from './brought.js';

/** Operations whose code is loaded with the first of them that is used; where it cannot be, they fail with `Offline`. */
export const onDemand =
  <Module, Operations>(bring: () => Promise<Module>, operationsOf: (module: Module) => Operations) =>
  <Given extends readonly unknown[], Value>(
    operation: (operations: Operations) => (...given: Given) => Observable<Value>,
  ) =>
  (...given: Given): Observable<Value> =>
    defer(() => brought(bring)).pipe(switchMap((module) => operation(operationsOf(module))(...given)));
