// Mail: one transport for the process. Without a mail server nothing is sent, and callers show links to copy.
import { createTransport } from 'nodemailer'
import type { Locale } from '../../i18n/translator.ts'
import type { Log } from './log.ts'

export type Letter = { subject: string; text: string; html: string }

export type Mailer = {
  /** Whether a mail server is configured at all. */
  isOn: boolean
  /** Rejects where the mail server refuses or cannot be reached. The id is the letter's own, however often it is sent. */
  send(to: string, letter: Letter, id: string): Promise<void>
  /** What has become of letters since this process began. */
  counts: { sent: number; failed: number }
  close(): void
}

/** One letter is on its way at a time: a mail server that does not answer must not hold up the rest for long. */
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

/** `from`: the address that letters come from, by default that of SMTP_URL's user. */
export function openMailer(smtpUrl: string | undefined, from: string, log: Log): Mailer {
  const counts = { sent: 0, failed: 0 }
  if (!smtpUrl)
    return { isOn: false, send: () => Promise.reject(new Error('no mail server')), counts, close: () => {} }
  const transport = createTransport({ url: smtpUrl, ...timeouts }, { from })
  const domain = /@([^@\s>]+)>?$/.exec(from)?.[1] ?? 'localhost'
  return {
    isOn: true,
    counts,
    async send(to, { subject, text, html }, id) {
      await transport.sendMail({ to, subject, text, html, messageId: `<${id}@${domain}>` })
      log.debug({ subject }, 'mail sent')
    },
    close: () => transport.close(),
  }
}

/** A short letter: a greeting line, what it is about, one thing to do, and why it came. Plain text and HTML say the same. */
export function letter(
  locale: Locale,
  words: { subject: string; lead: string; action?: { label: string; href: string }; foot: string },
): Letter {
  const { subject, lead, action, foot } = words
  const text = [lead, ...(action ? [`${action.label}:\n${action.href}`] : []), '--', foot, 'Nhịp Cầu'].join(
    '\n\n',
  )
  const button = action
    ? `<p style="margin:24px 0"><a href="${inHtml(action.href)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#33408f;color:#ffffff;font-weight:600;text-decoration:none">${inHtml(action.label)}</a></p>
<p style="margin:0 0 24px;font-size:13px;color:#6b665c;word-break:break-all">${inHtml(action.href)}</p>`
    : ''
  const html = `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><title>${inHtml(subject)}</title></head>
<body style="margin:0;background:#faf9f5;color:#26231e;font:16px/1.5 system-ui,'Segoe UI',sans-serif">
<div style="max-width:520px;margin:0 auto;padding:32px 20px">
<p style="margin:0 0 20px;font-weight:600">Nhịp Cầu</p>
<div style="padding:24px;border:1px solid #e3dfd5;border-radius:8px;background:#ffffff">
<h1 style="margin:0 0 12px;font-size:20px;line-height:1.3">${inHtml(subject)}</h1>
<p style="margin:0">${inHtml(lead)}</p>
${button}</div>
<p style="margin:16px 0 0;font-size:13px;color:#6b665c">${inHtml(foot)}</p>
</div></body></html>`
  return { subject, text, html }
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const inHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
