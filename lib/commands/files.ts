import { defer, filter, map, type Observable, tap } from 'rxjs';
import { merge } from '../../streams/merge.js';
import { countConnected } from '../../streams/participants.js';
import { SessionDisposed } from '../../streams/sessionDisposed.js';
import type { SessionState } from '../../streams/state.js';
import { checkGiven } from '../../transports/checkOptions.js';
import { TransportFailure } from '../../transports/failures.js';
import type { FileLimits, Frame, ServerAnswer, SessionData } from '../../transports/frames.js';
import { textOf } from '../../transports/json.js';
import type { Transport, Upload } from '../../transports/transport.js';
import { refusalOf } from '../checkFiles.js';
import { CommandRejected } from '../commandRejected.js';
import { listen } from '../listen.js';
import { pickFiles } from '../pickFiles.js';
import { noFileDownload, noFileLimits, noFileUploads } from '../rejections.js';
import type { WebChatService } from '../service.js';
import { admit, answerTo, ask, type Context, failing, keysOf } from './context.js';

type Files = Pick<WebChatService, 'sendFile' | 'downloadFile' | 'getFileLimits'>;

/** A file the server would refuse is refused here in the server's words; where it does not tell its limits, it decides. */
const checkLimits = async (context: Context, chat: SessionState, uploads: readonly Upload[]): Promise<void> => {
  const { fileLimits } = context.transport;
  if (!fileLimits) return;
  const session = keysOf(context, chat);
  const limits: FileLimits | undefined = await answerTo(context, () => fileLimits(session)).catch(() => undefined);
  const { agents } = context.session.state.participants;
  const refusal = limits && refusalOf(uploads, limits, countConnected(agents) > 0);
  if (!refusal) return;
  const { errors } = refusal;
  const reasons = errors.map(({ code, advice, filename = 'the files' }) => `${filename}: ${code} (${advice})`);
  throw new TransportFailure('Refused', `Not sent, ${reasons.join(', ')}.`, { errors, answer: refusal });
};

const abortsOf = (signal: AbortSignal): Observable<never> =>
  listen(signal, 'abort').pipe(
    map(() => {
      throw new SessionDisposed();
    }),
  );

/** Rejects with the signal's reason, whatever is on its way. */
const unlessAborted = async <T>(
  context: Context,
  signal: AbortSignal | undefined,
  work: (within: Context) => Promise<T>,
): Promise<T> => {
  signal?.throwIfAborted();
  const disposed$ = signal ? merge(context.disposed$, abortsOf(signal)) : context.disposed$;
  try {
    return await work({ ...context, disposed$ });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
};

type Send = NonNullable<Transport['upload']>;

/** Marks a failure as that of an upload: each entry of `errors` names the file. (E36) */
const ofUpload = (error: unknown, filename: string): unknown => {
  if (!(error instanceof TransportFailure)) return error;
  const { kind, message, frame } = error;
  const errors = (error.errors.length > 0 ? error.errors : [{}]).map((each) => ({ ...each, filename }));
  return new TransportFailure(kind, message, { ...error, frame, errors, errorReason: 'FileUploadError', cause: error });
};

const uploadOne = (context: Context, chat: SessionState, send: Send, given: Upload): Promise<ServerAnswer> => {
  const { name } = given;
  // O20
  const upload = context.uploads$.observed ? { ...given, progress: true } : given;
  const frames = (steps$: ReturnType<Send>): Observable<Frame> =>
    steps$.pipe(
      tap((step) => {
        if (step.kind === 'progress') context.uploads$.next({ name, loaded: step.loaded, total: step.total });
      }),
      filter((step) => step.kind === 'answered'),
      map(({ frame }) => frame),
    );
  const sent = (session: SessionData): Promise<Frame> =>
    answerTo(context, () => frames(send(session, upload))).catch((error: unknown) => {
      throw ofUpload(error, name);
    });
  return ask(context, chat, (session) => defer(() => sent(session)), true);
};

/** Tells which files went, so that nobody sends them twice. */
const naming = (error: unknown, uploads: readonly Upload[], sent: number): unknown => {
  if (!(error instanceof TransportFailure) || uploads.length < 2) return error;
  const names = uploads.map(({ name }) => name);
  const went = names.slice(0, sent).join(', ') || 'none';
  const message = `Sent: ${went}; not sent: ${names.slice(sent).join(', ')}. ${error.message}`;
  return new TransportFailure(error.kind, message, { ...error, cause: error });
};

const sendFile =
  (context: Context): WebChatService['sendFile'] =>
  async (options) => {
    const { upload: send } = context.transport;
    if (!send) throw new CommandRejected(noFileUploads);
    const { files, signal } = options ?? {};
    const uploads = pickFiles(files);
    checkGiven('sendFile', options, { signal: { throwIfAborted: 'function', addEventListener: 'function' } });
    const { state } = await admit(context, { kind: 'sessionAsked' });
    return unlessAborted(context, signal, async (within) => {
      await checkLimits(within, state, uploads);
      const answers: ServerAnswer[] = [];
      for (const upload of uploads) {
        signal?.throwIfAborted();
        try {
          answers.push(await uploadOne(within, state, send, upload));
        } catch (error) {
          throw naming(error, uploads, answers.length);
        }
      }
      const [first] = answers;
      return uploads.length === 1 && first ? first : answers;
    });
  };

/** Asks for something that is no frame: how it went matters to the session only where it failed. */
const fetchFor = async <T>(context: Context, call: (session: SessionData) => Observable<T>): Promise<T> => {
  const { state } = await admit(context, { kind: 'sessionAsked' });
  const session = keysOf(context, state);
  return answerTo(context, () => call(session)).catch((error: unknown) => failing(context, session.sessionId, error));
};

/** What a file of the chat is called; `''` where nobody has said. */
const nameOf = ({ session: { state } }: Context, fileId: string): string =>
  [...state.transcript].find(({ fileDetails }) => textOf(fileDetails?.['file-id']) === fileId)?.text ?? '';

const downloadFile =
  (context: Context): WebChatService['downloadFile'] =>
  async (options) => {
    const { download } = context.transport;
    if (!download) throw new CommandRejected(noFileDownload);
    const { field, fileId = field, fileName } = options ?? {};
    if (typeof fileId !== 'string' || fileId === '')
      throw new TypeError(
        'downloadFile: fileId must be the file-id of a FileUploaded message, on v3 the url of its content.',
      );
    const file = await fetchFor(context, (session) => download(session, fileId));
    // The `File` of jsdom does not accept the blobs of Node's fetch (C26).
    const bytes = file.constructor === Blob ? file : await file.arrayBuffer();
    return new File([bytes], textOf(fileName) || nameOf(context, fileId), { type: file.type });
  };

const getFileLimits =
  (context: Context): WebChatService['getFileLimits'] =>
  async () => {
    const { fileLimits } = context.transport;
    if (!fileLimits) throw new CommandRejected(noFileLimits);
    return fetchFor(context, fileLimits);
  };

/** Commands about files. */
export const files = (context: Context): Files => ({
  sendFile: sendFile(context),
  downloadFile: downloadFile(context),
  getFileLimits: getFileLimits(context),
});
