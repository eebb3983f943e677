/** Which Kotlin files are worth parsing, by a look at their bytes: what Java's are, and Ktor and Gradle. Parsing decides. */
import { CANDIDATE as JAVA } from '../java/candidates.ts';

/** ASCII only: it runs on bytes read as latin1. */
export const CANDIDATE = new RegExp(
  `${JAVA.source}|environment\\.config|\\bkafkaProducer|providers\\.environmentVariable|^[ \\t]*plugins[ \\t]*\\{`,
  'm',
);
