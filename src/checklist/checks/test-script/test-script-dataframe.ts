import { says, step } from './subject';

export const testScriptDataframe = step({
  id: 'test-script-dataframe',
  title: 'The test script creates a DataFrame and looks at what comes out',
  why: 'Python, Java and Spark really work together: an import alone shows nothing.',
  fix: 'Create a SparkSession and a DataFrame, and compare the result of an operation.',
}, says(/createDataFrame|\.range\(|\.toDF\(/), 'The script works with a DataFrame.', 'creates no DataFrame.');
