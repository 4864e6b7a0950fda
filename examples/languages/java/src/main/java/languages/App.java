package languages;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import io.github.pulumi_ipv6.ipv6.alibaba.Ipv6InternetBandwidth;
import io.github.pulumi_ipv6.ipv6.alibaba.Ipv6InternetBandwidthArgs;

// The clouds have resources of the same names: where one is meant, its package is written out.
public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var card = new io.github.pulumi_ipv6.ipv6.alibaba.NicIpv6Assignment("card",
            io.github.pulumi_ipv6.ipv6.alibaba.NicIpv6AssignmentArgs.builder()
                .networkInterfaceId("eni-demo0004")
                .ipv6AddressCount(1)
                .build());
        var web = new Ipv6InternetBandwidth("web", Ipv6InternetBandwidthArgs.builder()
            .ipv6AddressId(card.ipv6AddressId())
            .bandwidth(20)
            .internetChargeType(io.github.pulumi_ipv6.ipv6.alibaba.enums.InternetChargeType.PayByTraffic)
            .build());
        var onTencent = new io.github.pulumi_ipv6.ipv6.tencent.NicIpv6Assignment("tencent",
            io.github.pulumi_ipv6.ipv6.tencent.NicIpv6AssignmentArgs.builder()
                .networkInterfaceId("eni-demo0004")
                .ipv6AddressCount(1)
                .description("web")
                .build());
        var onZenlayer = new io.github.pulumi_ipv6.ipv6.zenlayer.NicIpv6Assignment("zenlayer",
            io.github.pulumi_ipv6.ipv6.zenlayer.NicIpv6AssignmentArgs.builder()
                .nicId("1680855999352675876")
                .internetChargeType(io.github.pulumi_ipv6.ipv6.zenlayer.enums.InternetChargeType.ByBandwidth)
                .bandwidth(20)
                .build());

        ctx.export("alibabaAddress", web.ipv6Address());
        ctx.export("tencentAddress", onTencent.address());
        ctx.export("zenlayerAddress", onZenlayer.address());
    }
}
