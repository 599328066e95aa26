const name = 'atende-session';

/** Other tabs of this browser belong to whoever is signed in now: they start anew. */
export function tellSessionChanged(): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage('changed');
  channel.close();
}

export function reloadWhenSessionChanges(): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = () => window.location.reload();
  return () => channel.close();
}
