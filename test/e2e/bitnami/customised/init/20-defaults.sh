echo 'spark.ui.retainedJobs 7' >>/opt/bitnami/spark/conf/spark-defaults.conf
