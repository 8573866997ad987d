import { droppedContract } from '../../contracts/dropped.ts'
import { droppingOnSlack } from '../../support/dropping.ts'

droppedContract('slack', droppingOnSlack)
