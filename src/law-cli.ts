/** `zhengming law`: the cases beside the packs ask of the tables of the procedures too, which the law does not know. */
import type { Command } from 'commander';
import { CASE_QUESTIONS } from './case-questions.ts';
import { command as lawCommand } from './rules/law/law-cli.ts';

export const command = (): Command => lawCommand(CASE_QUESTIONS);
