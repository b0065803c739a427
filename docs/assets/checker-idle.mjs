// Work that can wait until a page has nothing else to do.

const ENOUGH = 20; // milliseconds for a step
const PAUSE = 120; // milliseconds between two steps in Safari, which doesn't say when it is idle
/** @type {(step: (deadline?: IdleDeadline) => void) => void} */
const whenIdle = globalThis.requestIdleCallback ?? ((step) => setTimeout(step, PAUSE));

/**
 * Do one step after another in idle moments, in each as many as there is time for.
 * @param {Iterator<unknown>} steps
 */
export function doWhenIdle(steps) {
  whenIdle(function next(deadline) {
    do if (steps.next().done) return; while (deadline && deadline.timeRemaining() > ENOUGH);
    whenIdle(next);
  });
}
