import type { Opening } from '../conversation/conversation.js';
import { Refusal } from '../conversation/refusal.js';
import { type Form, recordOf, textOf } from '../http/form.js';
import { dataOf } from './v3Operations.js';

const NAMES = ['nickname', 'firstName', 'lastName'];

/** The form says who the customer is. */
export const isNamed = (form: Form): boolean => NAMES.some((name) => textOf(dataOf(form), name) !== '');

/** Who opens a session, and with what; the form's other fields come along. */
export const v3Opening = (form: Form): Opening => {
  const data = dataOf(form);
  // The desk knows one name for it, whatever the API.
  const texts = Object.keys(data.fields).map((name) => [name === 'email' ? 'emailAddress' : name, textOf(data, name)]);
  const fields: Readonly<Record<string, string>> = Object.fromEntries(texts.filter(([, text]) => text !== ''));
  const { nickname = '', firstName = '', lastName = '' } = fields;
  const name = nickname || `${firstName} ${lastName}`.trim();
  if (name === '') throw new Refusal('nameMissing', 'data[nickname] is required');
  return { name, form: fields, userData: recordOf(data, 'userData') };
};
