import { says, step } from './subject';

export const testScriptDataframe = step({
  id: 'test-script-dataframe',
  title: 'The test script creates a DataFrame and checks the result',
  why: 'The test shows that Python, Java and Spark work together. An import alone shows nothing.',
  fix: 'Create a SparkSession and a DataFrame, and compare the result of an operation.',
}, says(/createDataFrame|\.range\(|\.toDF\(/), 'The script works with a DataFrame.', 'creates no DataFrame.');
