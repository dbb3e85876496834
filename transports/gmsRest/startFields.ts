import type { StartRequest } from '../transport.js';

/** The fields of GMS Chat API v2's start: every one is always there, the server's spelling differs from the form's. */
export const startFields = ({ form, userData }: StartRequest) => ({
  nickname: form.nickname ?? '',
  firstName: form.firstname ?? '',
  lastName: form.lastname ?? '',
  emailAddress: form.email ?? '',
  subject: form.subject ?? '',
  text: '',
  userData,
});
