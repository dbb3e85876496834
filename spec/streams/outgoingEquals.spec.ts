import { expect } from 'chai';
import { texts, World } from './outgoingWorld.js';

/** A poll is on its way, and the server reads what it will tell. */
const readByPoll = (world: World): void => {
  world.poll(false);
  world.poll(false);
};

/** That poll comes back. */
const comesBack = (world: World): void => world.poll(false);

/** Plays the scene to its end. */
const endOf = (scene: (world: World) => void) => {
  const world = new World(true, true);
  scene(world);
  world.rest();
  const { calls, arrived, failed } = world.count('a');
  return { calls, arrived, failed };
};

/** Sent as often as it was said, shown as often. */
const once = (calls: number) => ({ calls, arrived: calls, failed: 0 });

describe('transition: equal messages whose echoes could be each other’s', () => {
  it('E52: three of which one fails doubtfully after its echo was seen are never four', () => {
    const end = endOf((world) => {
      world.send('a');
      world.arrive();
      readByPoll(world);
      world.settle(false);
      world.send('a');
      world.send('a');
      world.leave();
      comesBack(world); // The first one's echo, taken for the second's.
      readByPoll(world);
      world.arrive();
      comesBack(world);
      world.settle(false); // The echo of the second is still to come,
      world.retry(0); // so the first cannot be sure that it is missing.
      world.arrive();
      world.settle(true);
      world.arrive();
      world.settle(true);
    });
    expect(end).to.deep.equal(once(3));
  });

  it('E52: the same when the echoed one is accepted', () => {
    const end = endOf((world) => {
      world.send('a');
      world.arrive();
      readByPoll(world);
      world.settle(false);
      world.send('a');
      world.leave();
      comesBack(world);
      readByPoll(world);
      comesBack(world);
      world.retry(0);
      world.arrive();
      world.settle(true);
      world.arrive();
      world.settle(true);
    });
    expect(end).to.deep.equal(once(2));
  });

  it('E52: the same when it was accepted before that echo', () => {
    const end = endOf((world) => {
      world.send('a');
      world.leave();
      readByPoll(world);
      world.arrive();
      world.settle(false);
      comesBack(world);
      readByPoll(world);
      world.send('a');
      world.arrive();
      world.settle(true);
      comesBack(world);
      world.retry(0);
      world.arrive();
      world.settle(true);
    });
    expect(end).to.deep.equal(once(2));
  });

  it('E52: the same when it is refused, while the first one waits to be sent again', () => {
    const end = endOf((world) => {
      world.send('a');
      world.arrive();
      readByPoll(world);
      world.settle(false);
      world.send('a');
      world.leave();
      world.retry(0);
      comesBack(world);
      world.settle(true);
    });
    expect(end).to.deep.equal({ calls: 2, arrived: 1, failed: 1 });
  });

  it('E52: an echo is that of the message accepted first, so that none lapses in its place', () => {
    const end = endOf((world) => {
      world.send('a');
      world.leave();
      world.settle(true); // Refused.
      world.send('a');
      world.leave();
      world.settle(false); // Lost on its way there.
      world.poll(false);
      world.send('a');
      world.poll(false);
      world.arrive();
      world.settle(true);
      comesBack(world);
      readByPoll(world);
      world.retry(0);
      world.arrive();
      world.settle(true);
      comesBack(world);
    });
    expect(end).to.deep.equal({ calls: 3, arrived: 2, failed: 1 });
  });
});

describe('transition: echoes of the customer’s words where the server pushes', () => {
  it('E51: the second echo of what was sent twice is not that of the next message', () => {
    const world = new World(false);
    world.send('a');
    world.arrive();
    world.settle(false); // It has arrived, but the customer does not know.
    world.retry(0);
    world.arrive();
    world.settle(true);
    world.send(texts[1]);
    world.leave();
    world.poll(false);
    world.poll(false);
    expect([world.count('a').shown, world.count(texts[1]).shown]).to.deep.equal([2, 1]);
  });

  it('E52: an echo is that of the message accepted before, not of one under way that had a stray echo', () => {
    const world = new World(false);
    world.sayElsewhere();
    world.sayElsewhere();
    world.send('a');
    world.arrive();
    world.settle(true);
    world.send('a');
    world.leave();
    world.poll(false); // The words of the other page are taken for those of the first one,
    world.poll(false); // and of the second one.
    world.poll(false); // The first one's echo.
    world.settle(false); // The second one is lost on its way there.
    world.rest();
    const { calls, arrived, failed } = world.count('a');
    expect({ calls, arrived, failed }).to.deep.equal({ calls: 2, arrived: 1, failed: 1 });
  });
});
