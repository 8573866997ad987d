import { droppedContract } from '../../contracts/dropped.ts'
import { droppingOnDiscord } from '../../support/dropping.ts'

droppedContract('discord', droppingOnDiscord)
