import { Counter, type Registry } from 'prom-client'

export type ShardMetrics = {
  /** Somebody is heard again who was not, for so long. */
  tookOver(platform: string, awayMs: number): void
}

/** What is known of interactions that nobody heard: Discord does not say how many, only how long that was. */
export const shardMetrics = (registry: Registry): ShardMetrics => {
  const registers = [registry]
  const takeovers = new Counter({
    name: 'sitrep_shard_takeovers_total',
    help: 'Shards that this process took over from one that was gone',
    labelNames: ['platform'],
    registers,
  })
  const away = new Counter({
    name: 'sitrep_shard_away_seconds_total',
    help: 'How long, at most, nobody heard what was asked by those shards',
    labelNames: ['platform'],
    registers,
  })
  return {
    tookOver(platform, awayMs) {
      takeovers.inc({ platform })
      away.inc({ platform }, awayMs / 1_000)
    },
  }
}
