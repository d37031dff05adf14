package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// loadChanged plans the weather service with a change in one of its hand-written files, or without the file.
func loadChanged(t *testing.T, file, old, with string) error {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS(goldenDir)))
	path := filepath.Join(dir, filepath.FromSlash(file))
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, []byte(replaceOnce(t, string(b), old, with)), 0o644))
	_, err = load(filepath.Join(dir, "model.json"), weatherTarget())
	return err
}

const (
	forecastTexts = "descriptions/forecast.txt"
	sharedTexts   = "descriptions/shared.txt"
	stationTexts  = "descriptions/station.txt"
	glossaryTexts = "descriptions/glossary.txt"
	stationNotes  = "notes/station.md"
	stationFake   = "fake/station.txt"
)

// Every text must fit the model and the other texts, or is refused with its place.
func TestRefusesTexts(t *testing.T) {
	for name, tt := range map[string]struct{ file, old, new, want string }{
		"unknown operation":    {stationTexts, "BatchPutStation: sets", "BatchPutStatiom: sets", "descriptions/station.txt:1: nothing is called BatchPutStatiom"},
		"unknown type":         {sharedTexts, "Reading:", "Readinh:", "descriptions/shared.txt:6: nothing is called Readinh"},
		"unknown member":       {stationTexts, "\tStations: The stations to", "\tStation: The stations to", "descriptions/station.txt:4: BatchPutStationInput has no member that needs the text of BatchPutStationInput.Station"},
		"unknown value":        {sharedTexts, "\tSun", "\tSUN", "descriptions/shared.txt:3: Kind has no member that needs the text of Kind.SUN"},
		"error message":        {"descriptions/errors.txt", "calls.\n", "calls.\n\tMessage: What was said.\n", "ThrottledException has no member that needs the text of ThrottledException.Message"},
		"glossary without use": {glossaryTexts, "Region:", "Planet: Where the station stands.\nRegion:", "descriptions/glossary.txt:5: nothing is called Planet"},
		"empty":                {stationTexts, "removes a station.", "", "descriptions/station.txt:15: the text of DeleteStation is empty"},
		"empty member":         {stationTexts, "The stations to set up.", "", "descriptions/station.txt:4: the text of BatchPutStationInput.Stations is empty"},
		"nothing":              {stationTexts, "\tStations: The stations to set up.\n", "", "descriptions/station.txt:3: BatchPutStationInput has no text"},
		"twice":                {stationTexts, "\tMail: The address for letters.\n", "\tMail: The address.\n\tMail: The address.\n", "descriptions/station.txt:14: Contact.Mail is described twice: see descriptions/station.txt:13"},
		"twice in two files":   {sharedTexts, "Reading: is", "Ping: is up.\n\nReading: is", "descriptions/shared.txt:6: Ping is described twice: see descriptions/reading.txt:9"},
		"order":                {sharedTexts, "Reading:", "Aeading:", "descriptions/shared.txt:6: Aeading is out of order: it stands below Kind"},
		"order of a glossary":  {glossaryTexts, "Region:", "Input.Aegion:", "Input.Aegion is out of order: it stands below Output.NextToken"},
		"no owner":             {sharedTexts, "Kind: is a kind of weather.\n", "", "descriptions/shared.txt:1: FOG stands below no type"},
		"no operation":         {stationTexts, "DeleteStation: removes a station.\n", "", "descriptions/RESOURCE.txt: there is no text for DeleteStation"},
		"no type":              {sharedTexts, "Kind: is a kind of weather.", "Kind", "descriptions/shared.txt: there is no text for Kind"},
		"no member":            {stationTexts, "\tMail: The address for letters.\n", "", "descriptions/station.txt: there is no text for Contact.Mail"},
		"no value":             {sharedTexts, "\tFOG: Water in the air that hides the road.\n", "", "descriptions/shared.txt: there is no text for Kind.FOG"},
		"no variant":           {stationTexts, "\tAll: Reports what meets every one of these conditions.\n", "", "descriptions/station.txt: there is no text for Condition.All"},
		"not in the glossary":  {glossaryTexts, "Input.NextToken: Where to go on: the NextToken of the page before.\n", "", "descriptions/reading.txt: there is no text for ListReadingsInput.NextToken"},
		"no full stop":         {stationTexts, "removes a station.", "removes a station", "descriptions/station.txt:15: the text of DeleteStation does not end with a full stop"},
		"capital":              {stationTexts, "removes a station.", "Removes a station.", `the text of DeleteStation begins with "R"`},
		"no capital":           {stationTexts, "The stations to set up.", "the stations to set up.", `the text of BatchPutStationInput.Stations begins with "t"`},
		"link":                 {stationTexts, "The stations to set up.", "The stations of [Client.SetUp].", "descriptions/station.txt:4: nothing is called [Client.SetUp]"},
		"link to a member":     {forecastTexts, "[types.KindSun]", "[types.Kind.Sun]", "descriptions/forecast.txt:14: nothing is called [types.Kind.Sun]"},
		"link in a note":       {stationNotes, "[types.Reading]", "[Reading]", "notes/station.md:12: nothing is called [Reading]"},
		"note of nothing":      {stationNotes, "# Condition", "# Conditions", "notes/station.md:12: nothing is called Conditions"},
		"note without text":    {stationNotes, "# Condition", "# Condition\n\n# GetStation", ":12: Condition has no text"},
		"note without heading": {stationNotes, "# PutStation\n", "", "notes/station.md:2: text before the first heading"},
		"fake: no operation":   {stationFake, "DeleteStation: -\n", "", `fake/station.txt: there is no text for DeleteStation: say what the fake does not keep or not check, or "-"`},
		"fake: order":          {stationFake, "GetStation:", "PutSun: -\nGetStation:", "fake/station.txt:4: GetStation is out of order"},
		"fake: of nothing":     {stationFake, "GetStation:", "GetPlanet: -\nGetStation:", "fake/station.txt:3: nothing is called GetPlanet"},
		"fake: other file":     {stationFake, "GetStation:", "GetForecast: -\nGetStation:", "fake/station.txt:3: GetForecast belongs into fake/forecast.txt"},
		"fake: empty":          {stationFake, "The mode is not looked at.", "", "fake/station.txt:5: the text of PutStation is empty"},
		"note twice":           {stationNotes, "# Condition", "# PutStation", "notes/station.md:12: PutStation is described twice: see notes/station.md:1"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.ErrorContains(t, loadChanged(t, tt.file, tt.old, tt.new), tt.want)
		})
	}
}

// Facts that the generator appends are refused in a text, but the same words about something else are allowed.
func TestRefusesRepeatedFacts(t *testing.T) {
	for name, tt := range map[string]struct{ member, text, want string }{
		"required":           {"Name", "The name. Required.", "Required."},
		"sensitive":          {"Pass", "The secret. Sensitive: keep it.", "Sensitive:"},
		"deprecated":         {"Old", "The ID. Deprecated: use another.", "Deprecated:"},
		"default":            {"Period", "The minutes between two readings. Default: 15.", "Default:"},
		"default in words":   {"Period", "The minutes between two readings; the default is 15.", "default is 15"},
		"another default":    {"Period", "The minutes between two readings; the default is the best.", ""},
		"token":              {"Token", "An idempotency token.", "idempotency token"},
		"length":             {"Name", "The name, of exactly 50 characters.", "exactly 50"},
		"greatest length":    {"Name", "The name, with up to 50 letters.", "up to 50"},
		"another length":     {"Name", "The name, of which maps show up to 20 letters.", ""},
		"range":              {"Longitude", "How far to the east, at most 180 degrees.", "at most 180"},
		"length of an item":  {"Secrets", "The secrets, each of at least 8 characters.", "at least 8"},
		"no fact of a place": {"Grid", "What was measured, up to 180 degrees around.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			texts, err := os.ReadFile(filepath.Join(goldenDir, stationTexts))
			require.NoError(t, err)
			before := regexp.MustCompile("\t" + tt.member + ": .*").FindString(string(texts))
			err = loadChanged(t, stationTexts, before, "\t"+tt.member+": "+tt.text)
			if tt.want == "" {
				assert.NoError(t, err)
				return
			}
			assert.ErrorContains(t, err, `the text of PutStationInput.`+tt.member+` says "`+tt.want+`"`)
		})
	}
}

func TestRefusesOverrides(t *testing.T) {
	for name, tt := range map[string]struct{ old, new, want string }{
		"shape":     {`"PutStationRequest"`, `"PutStation2"`, "override of PutStation2.Contact: the model has no such shape"},
		"member":    {`"Contact"`, `"Kontakt"`, "override of PutStationRequest.Kontakt: the shape has no such member"},
		"reason":    {"The service refuses a station without a contact.", "", "it has no reason"},
		"set twice": {`"Contact"`, `"Name"`, "the model already has the trait smithy.api#required"},
		"removed":   {`"remove": []`, `"remove": ["smithy.api#range"]`, "the model no longer has the trait smithy.api#range"},
		"trait":     {`smithy.api#required`, `smithy.api#xmlName`, "smithy.api#xmlName is not one that the generator knows"},
		"nothing":   {`{"smithy.api#required": {}}`, `{}`, "it changes nothing"},
		"JSON":      {`[`, `{`, "overrides.json: "},
	} {
		t.Run(name, func(t *testing.T) {
			assert.ErrorContains(t, loadChanged(t, "overrides.json", tt.old, tt.new), tt.want)
		})
	}
}

func TestRefusesFileNames(t *testing.T) {
	for _, name := range []string{"descriptions/Station.txt", "descriptions/station.md", "notes/station.txt"} {
		dir := t.TempDir()
		require.NoError(t, os.CopyFS(dir, os.DirFS(goldenDir)))
		require.NoError(t, os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), nil, 0o644))
		_, err := load(filepath.Join(dir, "model.json"), weatherTarget())
		assert.ErrorContains(t, err, name+": want a name like channel_flow")
	}
}
