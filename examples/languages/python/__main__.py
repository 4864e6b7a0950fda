import pulumi
from pulumi_ipv6 import alibaba, tencent, zenlayer

card = alibaba.NicIpv6Assignment("card", network_interface_id="eni-demo0004", ipv6_address_count=1)
web = alibaba.Ipv6InternetBandwidth(
    "web",
    ipv6_address_id=card.ipv6_address_id,
    bandwidth=20,
    internet_charge_type=alibaba.InternetChargeType.PAY_BY_TRAFFIC,
)
on_tencent = tencent.NicIpv6Assignment(
    "tencent", network_interface_id="eni-demo0004", ipv6_address_count=1, description="web"
)
on_zenlayer = zenlayer.NicIpv6Assignment(
    "zenlayer",
    nic_id="1680855999352675876",
    internet_charge_type=zenlayer.InternetChargeType.BY_BANDWIDTH,
    bandwidth=20,
)

pulumi.export("alibabaAddress", web.ipv6_address)
pulumi.export("tencentAddress", on_tencent.address)
pulumi.export("zenlayerAddress", on_zenlayer.address)
