import { expect } from 'chai';
import fc from 'fast-check';
import { GrowingList } from '../../streams/growingList.js';

describe('GrowingList', () => {
  it('keeps its length while later views grow', () => {
    const empty = new GrowingList<string>();
    const one = empty.with(['a']);
    const three = one.with(['b', 'c']);

    expect([empty, one, three].map(({ length }) => length)).to.deep.equal([0, 1, 3]);
    expect([empty, one, three].map((view) => [...view])).to.deep.equal([[], ['a'], ['a', 'b', 'c']]);
    expect(one.at(1)).to.equal(undefined);
    expect(one.at(-1)).to.equal('a');
  });

  it('shares its storage with the views behind it', () => {
    const storage = ['a'];
    new GrowingList(storage).with(['b']).with(['c']);

    expect(storage).to.deep.equal(['a', 'b', 'c']);
  });

  it('parts from it when an older view grows', () => {
    const storage = ['a'];
    const old = new GrowingList(storage);
    const newest = old.with(['b']);
    const other = old.with(['c']).with(['d']);

    expect(storage).to.deep.equal(['a', 'b']);
    expect([...newest]).to.deep.equal(['a', 'b']);
    expect([...other]).to.deep.equal(['a', 'c', 'd']);
  });

  it('is followed by what is no part of it, without a copy', () => {
    const storage = ['a'];
    const list = new GrowingList(storage);
    const view = list.followedBy(['x', 'y']);
    list.with(['b']);

    expect([...view]).to.deep.equal(['a', 'x', 'y']);
    expect([...list]).to.deep.equal(['a']);
    expect(storage).to.deep.equal(['a', 'b']);
    expect(list.followedBy([])).to.equal(list);
  });

  it('is unmoved by growth during a loop', () => {
    const list = new GrowingList(['a', 'b']);
    const seen: string[] = [];
    for (const item of list) {
      seen.push(item);
      list.with(['c']);
    }

    expect(seen).to.deep.equal(['a', 'b']);
  });

  it('gives out copies', () => {
    const list = new GrowingList(['a', 'b']);
    list.slice().push('c');
    list.toJSON().push('d');

    expect([...list]).to.deep.equal(['a', 'b']);
  });

  it('behaves like an array in any history of views', () => {
    const place = fc.oneof(
      fc.integer({ min: -12, max: 12 }),
      fc.double({ min: -12, max: 12 }),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0),
    );
    const growths = fc.array(fc.record({ of: fc.nat(20), items: fc.array(fc.nat(), { maxLength: 3 }) }), {
      maxLength: 20,
    });
    const places = fc.array(fc.tuple(place, place), { maxLength: 5 });
    fc.assert(
      fc.property(growths, places, (history, looks) => {
        const nothing: number[] = [];
        const views = [{ list: new GrowingList<number>(), array: nothing }];
        for (const { of, items } of history) {
          const from = views[of % views.length] ?? views[0];
          if (from) views.push({ list: from.list.with(items), array: [...from.array, ...items] });
        }
        const followed = views.map(({ list, array }) => ({
          list: list.followedBy([-1, -2, -3]),
          array: [...array, -1, -2, -3],
        }));
        for (const { list, array } of [...views, ...followed]) {
          expect(list.length).to.equal(array.length);
          expect([...list]).to.deep.equal(array);
          expect(JSON.stringify({ list })).to.equal(JSON.stringify({ list: array }));
          for (const [start, end] of looks) {
            expect(list.at(start), `at(${start})`).to.equal(array.at(start));
            expect(list.slice(start, end), `slice(${start}, ${end})`).to.deep.equal(array.slice(start, end));
            expect(list.slice(start), `slice(${start})`).to.deep.equal(array.slice(start));
          }
        }
      }),
    );
  });
});
