import { z } from 'zod';

/** An object of at most `most` named values, whose description says so as well. */
export const boundedRecord = <Value extends z.ZodType>(value: Value, most: number) =>
  z
    .record(z.string().max(60), value)
    .refine((record) => Object.keys(record).length <= most, 'field.too_many_names')
    .meta({ maxProperties: most });
