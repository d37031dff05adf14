package connecttest

import (
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/seed-086a074d/chimeconnect/connect"
	"github.com/seed-086a074d/chimeconnect/connect/types"
	"github.com/seed-086a074d/chimeconnect/internal/fake"
)

// storageConfig is where an instance stores one kind of data.
type storageConfig struct {
	Resource types.InstanceStorageResourceType
	Config   types.InstanceStorageConfig
}

// declareStorageConfigs declares the destinations of data, one for each kind. That buckets, streams and keys exist is not checked.
func (s *state) declareStorageConfigs(h *Handlers) {
	attach(&s.instances, &s.storageConfigs, "storage config of the instance", func(c storageConfig) string { return string(c.Resource) })
	h.AssociateInstanceStorageConfig = handle(s, associateInstanceStorageConfig)
	h.DescribeInstanceStorageConfig = handle(s, describeInstanceStorageConfig)
	h.ListInstanceStorageConfigs = handle(s, listInstanceStorageConfigs)
	changeAttached(&s.instances, &h.UpdateInstanceStorageConfig,
		func(r *request, _ *types.Instance, in *connect.UpdateInstanceStorageConfigInput, id string) error {
			before, err := r.storageConfig(id, in.ResourceType, in.AssociationId)
			if err != nil {
				return err
			}
			c := fake.Copy(*in.StorageConfig)
			c.AssociationId = before.Config.AssociationId
			return r.store(id, storageConfig{in.ResourceType, c})
		})
	changeAttached(&s.instances, &h.DisassociateInstanceStorageConfig,
		func(r *request, _ *types.Instance, in *connect.DisassociateInstanceStorageConfigInput, id string) error {
			if _, err := r.storageConfig(id, in.ResourceType, in.AssociationId); err != nil {
				return err
			}
			return r.storageConfigs.remove(r, nil, id, string(in.ResourceType))
		})
}

// storageConfig finds the latest destination of a kind of data, which must have the association id.
func (r *request) storageConfig(instanceID string, resource types.InstanceStorageResourceType, associationID *string) (storageConfig, error) {
	c, ok := r.storageConfigs.of(nil, instanceID).Get(string(resource))
	if !ok || *c.Config.AssociationId != *associationID {
		return c, r.notFound(r.storageConfigs.kind, associationID)
	}
	return c, nil
}

// storageTypes returns the types of storage that a kind of data can go to.
func storageTypes(resource types.InstanceStorageResourceType) []types.StorageType {
	switch resource {
	case types.InstanceStorageResourceTypeMediaStreams:
		return []types.StorageType{types.StorageTypeKinesisVideoStream}
	case types.InstanceStorageResourceTypeContactTraceRecords:
		return []types.StorageType{types.StorageTypeKinesisStream, types.StorageTypeKinesisFirehose}
	case types.InstanceStorageResourceTypeAgentEvents, types.InstanceStorageResourceTypeRealTimeContactAnalysisSegments,
		types.InstanceStorageResourceTypeRealTimeContactAnalysisChatSegments, types.InstanceStorageResourceTypeRealTimeContactAnalysisVoiceSegments:
		return []types.StorageType{types.StorageTypeKinesisStream}
	}
	return []types.StorageType{types.StorageTypeS3}
}

// store checks a destination and keeps it.
func (r *request) store(instanceID string, c storageConfig) error {
	config := &c.Config
	if allowed := storageTypes(c.Resource); !slices.Contains(allowed, config.StorageType) {
		return r.invalid("StorageType: %s must go to one of %v", c.Resource, allowed)
	}
	for kind, there := range map[types.StorageType]bool{
		types.StorageTypeS3: config.S3Config != nil, types.StorageTypeKinesisVideoStream: config.KinesisVideoStreamConfig != nil,
		types.StorageTypeKinesisStream: config.KinesisStreamConfig != nil, types.StorageTypeKinesisFirehose: config.KinesisFirehoseConfig != nil,
	} {
		if there != (kind == config.StorageType) {
			return r.invalid("StorageConfig: must have the configuration of its type, %s, and no other", config.StorageType)
		}
	}
	if key := keyOf(config); key != nil && !isARNOf("kms", key) {
		return r.invalid("KeyId: must be the full ARN of the key")
	}
	r.storageConfigs.put(r, nil, instanceID, c)
	return nil
}

// keyOf returns the key that a destination is encrypted with, nil if it names none.
func keyOf(c *types.InstanceStorageConfig) *string {
	switch {
	case c.S3Config != nil && c.S3Config.EncryptionConfig != nil:
		return c.S3Config.EncryptionConfig.KeyId
	case c.KinesisVideoStreamConfig != nil && c.KinesisVideoStreamConfig.EncryptionConfig != nil:
		return c.KinesisVideoStreamConfig.EncryptionConfig.KeyId
	}
	return nil
}

// addStorageConfig adds a destination for a kind of data that has none.
func (r *request) addStorageConfig(inst *types.Instance, c storageConfig) (associationID string, err error) {
	if r.storageConfigs.has(nil, *inst.Id, c) {
		return "", &types.ResourceConflictException{Message: aws.String("The instance already has a storage config for " + string(c.Resource) + ".")}
	}
	c = fake.Copy(c)
	associationID = r.newID()
	c.Config.AssociationId = &associationID
	return associationID, r.store(*inst.Id, c)
}

func associateInstanceStorageConfig(r *request, in *connect.AssociateInstanceStorageConfigInput) (*connect.AssociateInstanceStorageConfigOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	id, err := r.addStorageConfig(inst, storageConfig{in.ResourceType, *in.StorageConfig})
	return &connect.AssociateInstanceStorageConfigOutput{AssociationId: &id}, err
}

func describeInstanceStorageConfig(r *request, in *connect.DescribeInstanceStorageConfigInput) (*connect.DescribeInstanceStorageConfigOutput, error) {
	inst, err := r.instances.see(r, nil, in.InstanceId)
	if err != nil {
		return nil, err
	}
	c, ok := r.storageConfigs.of(nil, *inst.Id).See(r.Moment, string(in.ResourceType))
	if !ok || *c.Config.AssociationId != *in.AssociationId {
		return nil, r.notFound(r.storageConfigs.kind, in.AssociationId)
	}
	return &connect.DescribeInstanceStorageConfigOutput{StorageConfig: &c.Config}, nil
}

func listInstanceStorageConfigs(r *request, in *connect.ListInstanceStorageConfigsInput) (*connect.ListInstanceStorageConfigsOutput, error) {
	inst, err := r.instance(in.InstanceId)
	if err != nil {
		return nil, err
	}
	rows := r.storageConfigs.of(nil, *inst.Id).Rows(r.Moment, func(c storageConfig) bool { return c.Resource == in.ResourceType })
	out := new(connect.ListInstanceStorageConfigsOutput)
	return out, paged(r, in, out, rows, func(c storageConfig) types.InstanceStorageConfig { return c.Config })
}

// AddInstanceStorageConfig sets where an instance stores a kind of data, and returns the id of the association.
func (s *Server) AddInstanceStorageConfig(instanceID string, resource types.InstanceStorageResourceType, config types.InstanceStorageConfig) string {
	return seedIn(s, instanceID, func(r *request, inst *types.Instance) (string, error) {
		return r.addStorageConfig(inst, storageConfig{resource, config})
	})
}

// InstanceStorageConfigs returns where an instance stores its kinds of data.
func (s *Server) InstanceStorageConfigs(instanceID string) map[types.InstanceStorageResourceType]types.InstanceStorageConfig {
	all := map[types.InstanceStorageResourceType]types.InstanceStorageConfig{}
	for _, c := range attachedTo(s, &s.state.instances, &s.state.storageConfigs, "", instanceID) {
		all[c.Resource] = c.Config
	}
	return all
}
