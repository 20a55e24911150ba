//go:build tools

// Package tools names the programs that the live tests run, so that go.mod pins
// their versions. Nothing here is compiled into Tessera.
package tools

import (
	_ "github.com/influxdata/influx-cli/v2/cmd/influx"
	_ "github.com/influxdata/influxdb/v2/cmd/influxd"
	_ "github.com/influxdata/pkg-config"
)
