/** Starts the bot for Slack as `npm start` starts the product. */
process.argv[2] = '../bench/fanout-slack-bot.ts'
await import(new URL('../src/start.js', import.meta.url).href)
