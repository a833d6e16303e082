#!/bin/bash
echo "init script, run as $(id -u)"
