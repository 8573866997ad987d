import { platformContract } from '../../contracts/platform.ts'
import { openSlack } from '../../support/slack-platform.ts'

platformContract('slack', openSlack)
