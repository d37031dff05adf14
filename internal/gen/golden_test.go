package main

import (
	"context"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/seed-086a074d/chimeconnect/internal/gen/testdata/weather"
	"github.com/seed-086a074d/chimeconnect/internal/gen/testdata/weather/weathertest"
	"github.com/seed-086a074d/chimeconnect/internal/wire"
)

var update = flag.Bool("update", false, "write the golden files anew")

const goldenDir = "testdata/weather"

var testModule = Module{dir: "../..", module: "github.com/seed-086a074d/chimeconnect"}

func weatherTarget() Target {
	return Target{Package: "weather", Path: testModule.module + "/internal/gen/" + goldenDir}
}

// generateWeather generates the small model that has each supported feature.
func generateWeather(t *testing.T) map[string][]byte {
	t.Helper()
	module, err := findModule()
	require.NoError(t, err)
	p, err := load(filepath.Join(goldenDir, "model.json"), weatherTarget())
	require.NoError(t, err)
	code, err := files(p, module)
	require.NoError(t, err)
	return code
}

func TestGolden(t *testing.T) {
	code := generateWeather(t)
	if *update {
		require.NoError(t, write(goldenDir, "weather", code))
	}
	for name, text := range code {
		golden, err := os.ReadFile(filepath.Join(goldenDir, filepath.FromSlash(name)))
		require.NoError(t, err, "run the test with -update")
		assert.Equal(t, string(golden), string(text), name)
	}
	err := filepath.WalkDir(goldenDir, func(path string, _ fs.DirEntry, err error) error {
		if name, _ := filepath.Rel(goldenDir, path); strings.HasSuffix(path, "_gen.go") {
			assert.Contains(t, code, filepath.ToSlash(name), "a golden file that is no longer generated")
		}
		return err
	})
	require.NoError(t, err)
}

func TestGoldenCompiles(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "vet", "./"+goldenDir+"/...").CombinedOutput()
	require.NoError(t, err, string(out))
}

// TestGoldenFake calls the generated fake with the generated client.
func TestGoldenFake(t *testing.T) {
	srv := weathertest.NewPipeServer(t)
	srv.Handlers.GetStation = func(_ context.Context, in *weather.GetStationInput) (*weather.GetStationOutput, error) {
		assert.Equal(t, "KSEA", *in.StationId)
		return &weather.GetStationOutput{}, nil
	}
	srv.Fail("GetStation", weathertest.ResetBefore(), 1)
	_, err := srv.Client().GetStation(t.Context(), &weather.GetStationInput{StationId: new("KSEA")})
	require.NoError(t, err)
	requests := srv.Requests()
	require.Len(t, requests, 2)
	assert.Equal(t, "GetStation", requests[1].Operation)
	assert.Equal(t, 2, requests[1].Attempt)
}

// The codec must understand every tag that the generator writes.
func TestGoldenTags(t *testing.T) {
	for _, in := range []any{
		weather.BatchPutStationInput{}, weather.DeleteStationInput{}, weather.GetForecastInput{}, weather.GetStationInput{},
		weather.ListReadingsInput{}, weather.ListStationsInput{}, weather.PingInput{}, weather.PutStationInput{},
	} {
		_, err := wire.OperationOf(reflect.TypeOf(in))
		require.NoError(t, err)
	}
	forecast, err := wire.OperationOf(reflect.TypeFor[weather.GetForecastInput]())
	require.NoError(t, err)
	assert.Equal(t, &wire.Page{In: "Cursor", Out: "Result.Cursor", Size: "Size", Items: "Result.Days"}, forecast.Page)
}

func TestGenerateIsDeterministic(t *testing.T) {
	first := generateWeather(t)
	for range 5 {
		assert.Equal(t, first, generateWeather(t))
	}
}

func TestGenerateIntoAnyFolder(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "types"), 0o755))
	stale := filepath.Join(dir, "types", "gone_gen.go")
	require.NoError(t, os.WriteFile(stale, []byte(generatedHeader+"\n\npackage types\n"), 0o644))
	foreign := filepath.Join(dir, "types", "other_gen.go")
	require.NoError(t, os.WriteFile(foreign, []byte("package types\n"), 0o644))

	args := []string{"-model", filepath.Join(goldenDir, "model.json"), "-out", dir, "-package", "weather", "-import", weatherTarget().Path}
	require.NoError(t, run(args))
	assert.NoFileExists(t, stale, "a generated file that is no longer wanted")
	assert.FileExists(t, foreign, "a file that another generator wrote")
	for name, text := range generateWeather(t) {
		b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		require.NoError(t, err)
		assert.Equal(t, string(text), string(b), name)
	}

	written, err := os.Stat(filepath.Join(dir, "station_gen.go"))
	require.NoError(t, err)
	require.NoError(t, run(args))
	again, err := os.Stat(filepath.Join(dir, "station_gen.go"))
	require.NoError(t, err)
	assert.Equal(t, written.ModTime(), again.ModTime(), "a file that has not changed is left alone")
}

// Without descriptions there is one file of operations, whose docs have only the facts of the model.
func TestGenerateWithoutDescriptions(t *testing.T) {
	model, err := os.ReadFile(filepath.Join(goldenDir, "model.json"))
	require.NoError(t, err)
	alone := filepath.Join(t.TempDir(), "model.json")
	require.NoError(t, os.WriteFile(alone, model, 0o644))
	p, err := load(alone, weatherTarget())
	require.NoError(t, err)
	module, err := findModule()
	require.NoError(t, err)
	code, err := files(p, module)
	require.NoError(t, err)
	assert.Contains(t, string(code["api_gen.go"]), "// GetStation sends GET /stations/{StationId}.")
	assert.Contains(t, code, "types/api_gen.go")
	assert.NotContains(t, code, "station_gen.go")
}

func TestFlags(t *testing.T) {
	require.ErrorContains(t, run([]string{"-model", "x.json"}), "-model needs")
	require.ErrorContains(t, run([]string{"export"}), `want "import FILE"`)
	require.ErrorContains(t, run([]string{"import", "testdata/rich.json"}), `the service "Weather" is not one of ours`)
}
