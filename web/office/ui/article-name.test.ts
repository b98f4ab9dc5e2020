import { expect, test } from 'vitest';
import { articleName } from './article-name.ts';

test.each([
  ['中华人民共和国行政处罚法', '48', 'zh', '《行政处罚法》第48条'],
  ['中华人民共和国行政处罚法', '45(2)', 'zh', '《行政处罚法》第45条第2款'],
  ['某意见', '2-0', 'zh', '《某意见》第2部分'],
  ['某意见', '2-3', 'zh', '《某意见》第2部分第3项'],
  ['某通知', '0', 'zh', '《某通知》'],
  ["Law on Penalties of the People's Republic of China", '45(2)', 'en', 'Law on Penalties, art. 45, para. 2'],
  ['Opinion', '2-0', 'en', 'Opinion, part 2'],
] as const)('%s %s in %s is written %s', (title, article, language, expected) => {
  expect(articleName(title, article, language)).toBe(expected);
});
