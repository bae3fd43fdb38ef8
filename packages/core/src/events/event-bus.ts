import { EventEmitter } from 'eventemitter3';

import { redactText } from '../errors/index.ts';

/** A function that is told of an event. It observes: what it returns or throws changes nothing. */
export type Listener<Payload> = (payload: Payload) => unknown;

/** Events by name, with what listeners are told. One of them is always there. */
export interface BusEvents {
  /** A listener threw, or the promise it returned was rejected. */
  readonly 'listener.failed': ListenerFailure;
}

/** See {@link BusEvents}. */
export interface ListenerFailure {
  readonly event: string;
  readonly message: string;
}

/** Tells listeners of events. No listener can disturb another one, or the engine. */
export interface EventBus<Events extends BusEvents> {
  /** Adds a listener; the function it gives removes it again. */
  on<Name extends keyof Events & string>(event: Name, listener: Listener<Events[Name]>): () => void;
  /** Tells all listeners of the event, in the order in which they were added. */
  emit<Name extends keyof Events & string>(event: Name, payload: Events[Name]): void;
}

/** Makes an event bus. */
export function createEventBus<Events extends BusEvents>(): EventBus<Events> {
  const emitter = new EventEmitter<Record<string, (payload: unknown) => void>>();

  const report = (event: string, thrown: unknown) => {
    // A listener of failures that fails itself is not told of it: that would never end.
    if (event === 'listener.failed') return;
    const message = redactText(thrown instanceof Error ? thrown.message : String(thrown));
    emitter.emit('listener.failed', { event, message } satisfies ListenerFailure);
  };

  return {
    on(event, listener) {
      const guarded = (payload: unknown) => {
        try {
          const result = listener(payload as Parameters<typeof listener>[0]);
          if (result instanceof Promise) result.catch((error: unknown) => report(event, error));
        } catch (error) {
          report(event, error);
        }
      };
      emitter.on(event, guarded);
      return () => {
        emitter.off(event, guarded);
      };
    },
    emit(event, payload) {
      emitter.emit(event, payload);
    },
  };
}
