/** Time between two questions, in milliseconds. */
const PAUSE = 300;

/** Asks until the answer fits, or the time is up; gives the last answer in either case. */
export async function eventually<T>(ask: () => Promise<T>, fits: (answer: T) => boolean, seconds: number): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (fits(answer) || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
