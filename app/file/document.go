package file

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// ReadDocument reads a JSON document into doc, a pointer. One of more than most bytes is an
// error, and one whose "version" is above newest, as that is for a newer program.
func ReadDocument(path string, most int64, newest int, doc any) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.Size() > most {
		return errors.New("the file is too large")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var head struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return err
	}
	if head.Version > newest {
		return fmt.Errorf("the file is of version %d, this program knows %d", head.Version, newest)
	}
	return json.Unmarshal(data, doc)
}
