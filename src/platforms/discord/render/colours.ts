import type { Tlp } from '#core/tlp'

/** Foreground colours of TLP 2.0 (FIRST), as numbers. */
export const colours: Record<Tlp, number> = {
  RED: 0xff2b2b,
  'AMBER+STRICT': 0xffc000,
  AMBER: 0xffc000,
  GREEN: 0x33ff00,
  CLEAR: 0xffffff,
}
