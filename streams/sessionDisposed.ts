/** The service has been let go of; make a new one. */
export class SessionDisposed extends Error {
  override readonly name = 'SessionDisposed';

  constructor() {
    super('The service was disposed; create another one.');
  }
}
