# Pictures of models by make: include this file. Models in, pictures out; a picture is drawn anew when what it was drawn from changes.
#
#   FOLDOUT_MODELS := $(wildcard models/*.onnx)
#   FOLDOUT_OUT := figures
#   include foldout.mk
#
# `make foldout` draws all, `make foldout-check` fails where a picture on disk is not what would be drawn, `make foldout-clean` removes
# them. Rules of your own can depend on $(FOLDOUT_PICTURES), or on one picture. Names of models must hold no blanks: make can't.
#
# FOLDOUT          the command
# FOLDOUT_MODELS   the models
# FOLDOUT_OUT      the folder of the pictures
# FOLDOUT_FORMATS  the formats: svg, png, pdf, html, dot
# FOLDOUT_FLAGS    options for all pictures: --page landscape, --variants light,dark
# FOLDOUT_FLAGS_X  options for the pictures of model X, beside those

FOLDOUT ?= foldout
FOLDOUT_MODELS ?= $(wildcard models/*.onnx models/*.keras models/*.h5)
FOLDOUT_OUT ?= figures
FOLDOUT_FORMATS ?= svg
FOLDOUT_FLAGS ?=

FOLDOUT_PICTURES := $(foreach model,$(FOLDOUT_MODELS),\
  $(FOLDOUT_FORMATS:%=$(FOLDOUT_OUT)/$(basename $(notdir $(model))).%))

foldout: $(FOLDOUT_PICTURES)

# A rule a picture, since models may lie in several folders.
define foldout_rule
$(FOLDOUT_OUT)/$(basename $(notdir $(1))).$(2): $(1) | $(FOLDOUT_OUT)
	$$(FOLDOUT) '$(1)' -o '$$@' $$(FOLDOUT_FLAGS) $$(FOLDOUT_FLAGS_$(basename $(notdir $(1)))) --depfile '$$@.d'
endef
$(foreach model,$(FOLDOUT_MODELS),$(foreach format,$(FOLDOUT_FORMATS),$(eval $(call foldout_rule,$(model),$(format)))))

$(FOLDOUT_OUT):
	mkdir -p '$@'

foldout-check:
	@$(foreach model,$(FOLDOUT_MODELS),$(foreach format,$(FOLDOUT_FORMATS),\
	  $(FOLDOUT) '$(model)' -o '$(FOLDOUT_OUT)/$(basename $(notdir $(model))).$(format)' $(FOLDOUT_FLAGS) \
	    $(FOLDOUT_FLAGS_$(basename $(notdir $(model)))) --check &&)) true

foldout-clean:
	rm -f $(FOLDOUT_PICTURES) $(FOLDOUT_PICTURES:=.d) $(foreach picture,$(FOLDOUT_PICTURES),$(basename $(picture))~*$(suffix $(picture)))

# What each picture was drawn from: weights beside a model, recordings, lists of idioms.
-include $(FOLDOUT_PICTURES:=.d)

.PHONY: foldout foldout-check foldout-clean
.DELETE_ON_ERROR:
