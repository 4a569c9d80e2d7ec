"""One page under the eyes of a person (soi trang): fetched or saved, read rule by rule, and shown."""
