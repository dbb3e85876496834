import { map } from 'rxjs';
import { typingBursts } from '../../streams/operators/typingBursts.js';
import { marbles } from '../support/marbles.js';

const keys = { y: true, n: false };

describe('typingBursts', () => {
  const over = (input: string, expected: string): void => {
    marbles(({ hot, expectObservable }) => {
      const bursts$ = hot(input, keys).pipe(
        typingBursts(4),
        map(() => 'x'),
      );
      expectObservable(bursts$).toBe(expected);
    });
  };

  it('tells once when it has been quiet for the time given', () => {
    over('-y------------', '-----x--------');
  });

  it('begins the wait anew with each stroke', () => {
    over('-y--y---y-----', '------------x-');
  });

  it('tells of each burst', () => {
    over('-y-----y------', '-----x-----x--');
  });

  it('is called off by false', () => {
    over('-y-n----------', '--------------');
    over('-y-n-y--------', '---------x----');
  });

  it('says nothing where there was nothing', () => {
    over('-n--n---------', '--------------');
  });

  it('tells of the last burst before it completes', () => {
    over('-y-|', '-----(x|)');
  });
});
