package main

import (
	"github.com/pulumi-ipv6/pulumi-ipv6/sdk/go/ipv6/alibaba"
	"github.com/pulumi-ipv6/pulumi-ipv6/sdk/go/ipv6/tencent"
	"github.com/pulumi-ipv6/pulumi-ipv6/sdk/go/ipv6/zenlayer"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		card, err := alibaba.NewNicIpv6Assignment(ctx, "card", &alibaba.NicIpv6AssignmentArgs{
			NetworkInterfaceId: pulumi.String("eni-demo0004"),
			Ipv6AddressCount:   pulumi.Int(1),
		})
		if err != nil {
			return err
		}
		web, err := alibaba.NewIpv6InternetBandwidth(ctx, "web", &alibaba.Ipv6InternetBandwidthArgs{
			Ipv6AddressId:      card.Ipv6AddressId,
			Bandwidth:          pulumi.Int(20),
			InternetChargeType: alibaba.InternetChargeTypePayByTraffic,
		})
		if err != nil {
			return err
		}
		onTencent, err := tencent.NewNicIpv6Assignment(ctx, "tencent", &tencent.NicIpv6AssignmentArgs{
			NetworkInterfaceId: pulumi.String("eni-demo0004"),
			Ipv6AddressCount:   pulumi.Int(1),
			Description:        pulumi.String("web"),
		})
		if err != nil {
			return err
		}
		onZenlayer, err := zenlayer.NewNicIpv6Assignment(ctx, "zenlayer", &zenlayer.NicIpv6AssignmentArgs{
			NicId:              pulumi.String("1680855999352675876"),
			InternetChargeType: zenlayer.InternetChargeTypeByBandwidth,
			Bandwidth:          pulumi.Int(20),
		})
		if err != nil {
			return err
		}
		ctx.Export("alibabaAddress", web.Ipv6Address)
		ctx.Export("tencentAddress", onTencent.Address)
		ctx.Export("zenlayerAddress", onZenlayer.Address)
		return nil
	})
}
