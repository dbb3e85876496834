import { Refusal } from '../conversation/refusal.js';
import type { Form } from '../http/form.js';

const textual = (value: unknown): unknown =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;

/** The data of a Bayeux message as the form that it would be over REST. */
export const bayeuxForm = (data: unknown): Form => {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new Refusal('malformed', 'data must be an object with an operation');
  }
  // A user and a password inside the message are not ours to keep.
  const entries = Object.entries(data).filter(([name]) => name !== 'auth');
  const fields = entries.map(([name, value]) => [
    name,
    name === 'eventAttributes' && typeof value === 'object' ? JSON.stringify(value) : textual(value),
  ]);
  return { fields: Object.fromEntries(fields) };
};
