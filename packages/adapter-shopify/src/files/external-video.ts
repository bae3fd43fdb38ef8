/** A video that somebody else shows. */
export interface ExternalVideo {
  readonly host: 'youtube' | 'vimeo';
  /** How the host calls it. */
  readonly id: string;
}

const youtubeHosts = /^(?:(?:www|m|music)\.)?youtube(?:-nocookie)?\.com$/;
const youtubeId = /^[\w-]{11}$/;
const vimeoId = /^\d{4,}$/;

/**
 * The video that an address at YouTube or Vimeo leads to, in any of the ways in which they write it; `null`: it leads to
 * something else, such as a channel.
 */
export function externalVideo(url: string): ExternalVideo | null {
  const { hostname, pathname, searchParams } = new URL(url);
  const host = hostname.toLowerCase();
  const path = pathname.split('/').filter((part) => part !== '');
  if (host === 'youtu.be') return known('youtube', path[0], youtubeId);
  if (youtubeHosts.test(host)) {
    const isNamed = ['embed', 'shorts', 'live', 'v'].includes(path[0] ?? '');
    return known('youtube', isNamed ? path[1] : (searchParams.get('v') ?? undefined), youtubeId);
  }
  if (/^(?:(?:www|player)\.)?vimeo\.com$/.test(host))
    return known(
      'vimeo',
      path.find((part) => vimeoId.test(part)),
      vimeoId,
    );
  return null;
}

/** Whether an address is one of a host of videos, whatever it leads to there. */
export function isVideoHost(url: string): boolean {
  return /(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com)$/i.test(new URL(url).hostname);
}

function known(host: ExternalVideo['host'], id: string | undefined, form: RegExp): ExternalVideo | null {
  return id === undefined || !form.test(id) ? null : { host, id };
}
