import { EMAILS } from './person'
import { CHANGED, type Town } from './town'

/** A page of the site, and who is looking. */
export interface Sheet {
  name: string
  /** After the language. */
  path: string
  who: keyof typeof EMAILS
  /** What it answers, where that is a refusal. */
  status?: number
}

/** Every page of the site. */
export function sheets(town: Town): Sheet[] {
  const seed = town.proposals.find((one) => one.title === 'Relacions internacionals') ?? town.proposals[0]
  const long = [...town.proposals].sort((a, b) => town.talk(b) - town.talk(a))[0]
  const closed = town.closed()
  const changed = town.proposals.find((one) => one.title === CHANGED)!
  const axis = town.sections.find((one) => one.parent === null)!
  const spoken = town.comments.find((one) => one.proposal === seed.id && one.state === 'visible')!
  const hidden = town.comments.find((one) => one.state === 'hidden')!
  const page = (name: string, path: string, who: Sheet['who'] = 'visitor', status?: number): Sheet => ({ name, path, who, status })
  return [
    page('front', ''),
    page('axis', `/s/${axis.id}-x`),
    page('section', `/s/${seed.section}-x`),
    page('proposal', `/p/${seed.id}-x`),
    page('proposal-resident', `/p/${seed.id}-x`, 'resident'),
    page('proposal-action', `/p/${seed.id}-x?action=3`, 'resident'),
    page('proposal-moderator', `/p/${long.id}-x`, 'moderator'),
    page('proposal-closed', `/p/${closed.id}-x`, 'resident'),
    page('proposal-refused', `/p/${seed.id}-x?fault=too_short&at=p${seed.id}&n=2&retry=0`, 'resident', 422),
    page('history', `/p/${changed.id}/history`),
    page('history-first', `/p/${seed.id}/history`),
    page('edit', `/p/${changed.id}/edit`, 'admin'),
    page('edit-refused', `/p/${changed.id}/edit?fault=no_note&at=note&n=0&retry=0`, 'admin', 422),
    page('edit-closed', `/p/${seed.id}/edit`, 'resident', 403),
    page('search', '/search'),
    page('search-hits', '/search?q=bus'),
    page('search-nothing', '/search?q=xyzzy'),
    page('sign-in', '/sign-in'),
    page('sign-in-refused', '/sign-in?fault=bad_sign_in&at=sign-in&n=0&retry=0', 'visitor', 422),
    page('sign-in-already', '/sign-in', 'resident'),
    page('sign-up', '/sign-up'),
    page('sign-up-refused', '/sign-up?fault=weak_password&at=sign-up&n=10&retry=0', 'visitor', 422),
    page('account', '/account', 'resident'),
    page('account-saved', '/account?done=account', 'resident'),
    page('account-refused', '/account?fault=wrong_password&at=password&n=0&retry=0', 'resident', 422),
    page('account-closed', '/account', 'visitor', 403),
    page('activity', '/account/activity', 'resident'),
    page('activity-closed', '/account/activity', 'visitor', 403),
    page('decisions', '/account/decisions', 'resident'),
    page('report', `/c/${spoken.id}/report`, 'visitor'),
    page('report-refused', `/c/${spoken.id}/report?fault=no_law&at=n${spoken.id}&n=0&retry=0`, 'visitor', 422),
    page('desk', '/desk', 'moderator'),
    page('desk-recent', '/desk?view=recent', 'moderator'),
    page('desk-only', '/desk?view=new&in=mine&text=es', 'moderator'),
    page('desk-watch', '/desk/watch', 'moderator'),
    page('desk-hidden', '/desk?view=hidden', 'moderator'),
    page('case', `/desk/c/${spoken.id}`, 'moderator'),
    page('case-hidden', `/desk/c/${hidden.id}`, 'moderator'),
    page('case-refused', `/desk/c/${spoken.id}?fault=no_rule&at=w${spoken.id}&n=0&retry=0`, 'moderator', 422),
    page('case-move', `/desk/c/${spoken.id}/move`, 'moderator'),
    page('case-join-refused', `/desk/c/${spoken.id}/move?fault=no_talk&at=j${spoken.id}&n=0&retry=0`, 'moderator', 422),
    page('case-move-refused', `/desk/c/${spoken.id}/move?fault=no_place&at=c${spoken.id}&n=0&retry=0`, 'moderator', 422),
    page('desk-waiting', '/desk/waiting', 'moderator'),
    page('desk-flagged', '/desk/flagged', 'moderator'),
    page('desk-appeals', '/desk/appeals', 'moderator'),
    page('desk-figures', '/desk/figures', 'moderator'),
    page('desk-shift', '/desk/shift', 'moderator'),
    page('desk-together', '/desk/together', 'moderator'),
    page('desk-gravest', '/desk?view=gravest', 'moderator'),
    page('desk-rehearsal', '/desk/rehearsal', 'moderator'),
    page('person', '/desk/a/1', 'moderator'),
    page('person-refused', '/desk/a/1?fault=no_rule&at=u1&n=0&retry=0', 'moderator', 422),
    page('person-closed', '/desk/a/1', 'resident', 403),
    page('desk-closed', '/desk', 'resident', 403),
    page('desk-waiting-closed', '/desk/waiting', 'resident', 403),
    page('log', '/log'),
    page('rules', '/about/rules'),
    page('threads', '/about/threads'),
    page('accessibility', '/about/accessibility'),
    page('privacy', '/about/privacy'),
    page('legal', '/about/legal'),
    page('lost', '/nowhere/at-all', 'visitor', 404),
  ]
}
