enum TrainingTuning {}
