#!/usr/bin/env node
/** The commands of this library where it is installed by itself; in the program around it they are `zhengming screen` and `screening`. */
import { Command } from 'commander';
import { command as screen } from './screen-cli.ts';
import { command as screening } from './screening-cli.ts';

await new Command('zhengming-screening').addCommand(screen()).addCommand(screening()).parseAsync();
