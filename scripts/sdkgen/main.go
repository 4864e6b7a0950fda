// Command sdkgen generates the SDK of every language from the schema: sdkgen SCHEMA FOLDER.
//
// One version of Pulumi's generators serves all five languages. It is not the newest: later versions moved the .NET
// generator into a module that cannot be downloaded on its own.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"

	java "github.com/pulumi/pulumi-java/pkg/codegen/java"
	"github.com/pulumi/pulumi/pkg/v3/codegen/dotnet"
	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

const tool = "pulumi-ipv6"

type files = map[string][]byte

// The schema refers to no other package, so this loads nothing; without a loader the binder would start an engine.
var alone schema.ReferenceLoader = struct{ schema.ReferenceLoader }{}

// Each generator modifies the package that it gets, so each gets its own.
var languages = map[string]func(*schema.Package) (files, error){
	"nodejs": func(pkg *schema.Package) (files, error) {
		made, err := nodejs.GeneratePackage(tool, pkg, nil, nil, false, alone)
		for name, content := range made {
			made[name] = bytes.ReplaceAll(content, []byte("static isInstance("), []byte("static override isInstance("))
		}
		return made, err
	},
	"python": func(pkg *schema.Package) (files, error) {
		return python.GeneratePackage(tool, pkg, nil, alone)
	},
	"go": func(pkg *schema.Package) (files, error) {
		return golang.GeneratePackage(tool, pkg, nil)
	},
	"dotnet": func(pkg *schema.Package) (files, error) {
		server := httptest.NewServer(http.HandlerFunc(picture))
		defer server.Close()
		pkg.LogoURL = server.URL
		return dotnet.GeneratePackage(tool, pkg, nil, nil)
	},
	"java": func(pkg *schema.Package) (files, error) {
		return java.GeneratePackage(tool, pkg, nil, nil, false, false)
	},
}

// Files that are not written: the Node.js SDK is compiled as part of the root npm package. Its own package.json, with
// the `pulumi` part that the generator writes, would make every program download the plugin, even the dynamic door's.
var skipped = map[string]bool{"nodejs/package.json": true, "nodejs/tsconfig.json": true, "nodejs/.gitignore": true}

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: sdkgen SCHEMA FOLDER"))
	}
	text, err := os.ReadFile(os.Args[1])
	fail(err)
	for language, generate := range languages {
		fail(write(text, os.Args[2], language, generate))
	}
}

func write(text []byte, folder, language string, generate func(*schema.Package) (files, error)) error {
	pkg, err := bind(text)
	if err != nil {
		return err
	}
	made, err := generate(pkg)
	if err != nil {
		return err
	}
	for name, content := range made {
		if skipped[language+"/"+name] {
			continue
		}
		path := filepath.Join(folder, language, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func bind(text []byte) (*schema.Package, error) {
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return nil, err
	}
	pkg, problems, err := schema.BindSpec(spec, alone, schema.ValidationOptions{})
	if err == nil && problems.HasErrors() {
		return nil, problems
	}
	return pkg, err
}

// picture serves a logo: the .NET generator downloads one and does not accept a file.
func picture(w http.ResponseWriter, _ *http.Request) {
	blue := image.Paletted{Palette: color.Palette{color.RGBA{0x2b, 0x5c, 0xc4, 0xff}}, Pix: make([]byte, 64*64), Stride: 64, Rect: image.Rect(0, 0, 64, 64)}
	fail(png.Encode(w, &blue))
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "sdkgen:", err)
		os.Exit(1)
	}
}
