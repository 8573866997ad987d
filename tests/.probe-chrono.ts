import { GB } from 'chrono-node/en'
import { parseSince } from '#core/dates'
for (const at of ['2026-11-22T10:00:00Z','2026-11-18T10:00:00Z','2026-11-22T23:30:00Z','2028-01-10T10:00:00Z','2026-03-29T01:30:00Z']) {
  const now = Temporal.Instant.from(at)
  for (const zone of ['Europe/Brussels','Pacific/Auckland','America/Los_Angeles']) {
  const local = now.toZonedDateTimeISO(zone)
  console.log('==', at, zone, local.toPlainDate().toString(), local.dayOfWeek)
  for (const c of ['next monday','this friday','this monday','friday','last friday','coming friday','monday','monday last week','yesterday','today','29 february','last night','tonight','an hour ago','3 days ago','nov 26','feb 20','feb 5','jan 19', 'in 100000 years','5000 years ago','next friday','friday next week']) {
    const [f] = GB.parse(c, {instant:new Date(now.epochMilliseconds), timezone: local.offsetNanoseconds/6e10})
    const raw = f ? `${f.text}|${f.start.get('year')}-${f.start.get('month')}-${f.start.get('day')} y${+f.start.isCertain('year')}m${+f.start.isCertain('month')}d${+f.start.isCertain('day')}w${+f.start.isCertain('weekday')}` : '-'
    console.log(' ', c.padEnd(20), raw.padEnd(50), await parseSince(c, now, zone).catch(e => e.name+': '+e.message.slice(0,60)))
  }}
}
